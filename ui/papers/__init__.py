"""Papers under the camera: taken, read, cut and turned, looked at large."""
