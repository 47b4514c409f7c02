"""What every page and sheet is built on: the station with all services, the page, the sheet over it."""
