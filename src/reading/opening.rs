//! An opening in the order goal, today's figure, tool, made of the draft's own words.
