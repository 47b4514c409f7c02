"""The window around the pages: header, footer, its own sheets, notices, the band of a training."""
