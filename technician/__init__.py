"""`sunlit`: the one command of technicians. It stands on what the windows stand on, and has none itself."""
