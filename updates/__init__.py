"""New versions of the program and of its data: found, verified (TUF), staged, switched between visits, taken back."""
