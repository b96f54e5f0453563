"""What is kept between builds, and what is known of it."""
