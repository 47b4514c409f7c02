"""Practice and demonstrations: invented people, simulated devices, a practice gateway, and scripted visits."""
