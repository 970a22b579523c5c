"""Where Django looks for admin classes: they stand in events/desk, by subject."""

from events.desk import accounts, events, programme, records, screens, speakers

__all__ = ["accounts", "events", "programme", "records", "screens", "speakers"]
