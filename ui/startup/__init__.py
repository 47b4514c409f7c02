"""From a command line to a window: settings, store, identity, devices, engines; and the screens shown when one is
missing."""
