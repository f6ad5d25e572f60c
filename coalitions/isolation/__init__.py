"""What the admin hides of other coalitions from who works in coalitions only (docs/isolation.md).

Wagtail's admin promises no isolation: many of its views take any id and show what it belongs to. Here stands what
shuts that, each remedy in one place:

- `routes`: which of Wagtail's views somebody of a coalition reaches at all;
- `guards`: whether the ids that they send are theirs;
- `views`: views that show the words and people of the whole site, made to show those of one's own;
- `references`: that what is chosen in a page may be chosen by who writes it;
- `files`: that a document of a coalition is served only once a page shows it.
"""
