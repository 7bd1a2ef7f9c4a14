"""Scores a matrix of little-endian doubles with an exported model: score_xgboost.py MODEL CATEGORIES MATRIX ROWS OUT

OUT gets the probabilities, then the contributions with the base value last, row by row, as doubles.
"""
import json
import sys

import numpy as np
import pandas as pd
import xgboost

model, categories, matrix, rows, out = sys.argv[1:]
with open(categories, encoding="utf-8") as file:
    features = json.load(file)["features"]
cells = np.fromfile(matrix, dtype="<f8").reshape(int(rows), len(features))
table = pd.DataFrame(index=range(int(rows)))
for place, feature in enumerate(features):
    column = cells[:, place]
    if feature["type"] == "c":
        codes = np.where(np.isnan(column), -1, column).astype(int)
        column = pd.Categorical.from_codes(codes, categories=range(len(feature["levels"])))
    table[feature["name"]] = column
booster = xgboost.Booster()
booster.load_model(model)
data = xgboost.DMatrix(table, enable_categorical=True)
answers = [booster.predict(data), booster.predict(data, pred_contribs=True).ravel()]
np.concatenate(answers).astype("<f8").tofile(out)
