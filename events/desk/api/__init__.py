"""The drafts over REST, at /api/v1/desk/: what organisers do at the desk, for programs that they give a token."""
