"""What people lay on the desk."""
