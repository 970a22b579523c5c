#!/usr/bin/env python3
import sys

from django.core.management import execute_from_command_line
from django.db import OperationalError, ProgrammingError

from config.start import load_settings

if __name__ == "__main__":
    load_settings()
    try:
        execute_from_command_line(sys.argv)
    except (OperationalError, ProgrammingError) as error:  # not there, or without its tables
        sys.exit(
            f"The database does not answer as it should: {str(error).strip()}\n"
            "Where it is new, or older than the code: manage.py migrate. Where it is another: DATABASE_URL says which."
        )
