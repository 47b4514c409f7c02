"""Practice and demonstrations: invented people, simulated devices, a gateway of one's own, and scripted visits."""
