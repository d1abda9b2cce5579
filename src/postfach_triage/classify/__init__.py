"""Document to Prediction: the home of scikit-learn."""
