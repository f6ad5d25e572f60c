"""The three marks of an approach, kept beside its page: checked, evidence quoted, confirmed. Never mixed."""
