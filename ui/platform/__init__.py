"""What the pages know of the platform: the facade of sync, the province's bulletin, the next steps and their
deadlines."""
