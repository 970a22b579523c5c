"""Imports: read a document, plan what it changes, apply the plan. Taken back they are by the journal (events.edits)."""
