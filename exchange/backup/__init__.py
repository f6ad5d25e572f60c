"""A copy of the whole site in one folder, and back: database, media files, and a manifest that vouches for both."""
