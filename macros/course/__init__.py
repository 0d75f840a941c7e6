"""What trainers take with them: made of the finished pages of a course, lesson by lesson."""
