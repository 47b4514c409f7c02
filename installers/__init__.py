"""Tools for installing and packaging: system packages, licences, freezing."""
