"""The base of every page and sheet: the station with all services, the page, the sheet over it."""
