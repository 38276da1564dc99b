"""What a municipality takes along of its consultations, worked out as it is sent."""
