"""How fast Meanwhile is beside a yardstick measured in the same run: python -m bench."""
