"""The course in the formats that learning management systems import."""
