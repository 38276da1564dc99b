"""What is done with what is agreed: one function per verb. The caller has asked `access`."""
