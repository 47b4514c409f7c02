"""What the pages know of the platform: the view of sync, the province's bulletin, what comes next and until when."""
