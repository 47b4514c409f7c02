"""What must outlast us: keys, journals, backups, and what terminals and we hold against each other."""
