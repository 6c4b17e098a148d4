"""From a folder to a Manuscript; hostile input is refused here."""
