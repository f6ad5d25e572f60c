"""The screens on which editors read, edit and publish what people told: /redactie/verhalen/, never in the admin."""
