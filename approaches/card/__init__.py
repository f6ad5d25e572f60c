"""An approach on one sheet of paper, as a PDF."""
