"""Imports: read a document, plan what it changes, apply the plan, take it back."""
