"""Papers of an office in Word: templates that people may copy and edit, and what fills them."""
