"""The batch run: one export in, one results file out, restartable. Home of joblib and Dask."""
