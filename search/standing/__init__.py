"""Questions that wait for documents: which documents changed, and which questions each of them answers now.

Knows nothing of who asks, or of mail.
"""
