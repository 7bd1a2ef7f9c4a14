"""Freezes what scikit-learn's HistGradientBoostingClassifier and xgboost predict on a small generated table.

Run with Debian's python3-sklearn 1.2.1, python3-xgboost 1.7.4 and python3-pandas; writes table.csv beside this file.
"""
import pathlib

import numpy as np
import pandas as pd
import xgboost as xgb
from sklearn.ensemble import HistGradientBoostingClassifier

random = np.random.default_rng(20240607)
n = 1600
table = pd.DataFrame({
    "tenure": random.integers(0, 72, n).astype(float),
    "charge": np.round(random.gamma(4, 15, n)),
    "calls": random.poisson(2, n).astype(float),
    "plan": random.integers(0, 4, n).astype(float),
})
log_odds = (-0.8 - 0.04 * table.tenure + 0.02 * table.charge + 0.5 * (table.calls > 3) * (table.plan != 2)
            + table.plan.map({0: 0.6, 1: -0.7, 2: 0.9, 3: -0.2}))
table["churned"] = (random.random(n) < 1 / (1 + np.exp(-log_odds))).astype(int)
for column in ["tenure", "charge"]:
    table.loc[random.random(n) < 0.08, column] = np.nan
train, y = table.iloc[:1000, :4], table.churned[:1000]

sk = HistGradientBoostingClassifier(
    max_iter=60, learning_rate=0.1, max_leaf_nodes=15, min_samples_leaf=10, l2_regularization=1.0, max_bins=255,
    early_stopping=False, categorical_features=[3]).fit(train, y)
table["sklearn"] = sk.predict_proba(table.iloc[:, :4])[:, 1]

# The same trees on numbers only, where both implementations have nothing to choose between but thresholds.
numbers = HistGradientBoostingClassifier(
    max_iter=60, learning_rate=0.1, max_leaf_nodes=15, min_samples_leaf=10, l2_regularization=1.0, max_bins=255,
    early_stopping=False).fit(train.iloc[:, :3], y)
table["sklearn_numbers"] = numbers.predict_proba(table.iloc[:, :3])[:, 1]


def matrix(rows):
    return xgb.DMatrix(rows.assign(plan=rows.plan.astype(int).astype("category")), enable_categorical=True)


parameters = dict(objective="binary:logistic", tree_method="hist", grow_policy="lossguide", max_leaves=15, max_depth=0, eta=0.1,
                  reg_lambda=1, min_child_weight=1e-3, base_score=float(y.mean()), nthread=1)
data = matrix(train)
data.set_label(y)
table["xgboost"] = xgb.train(parameters, data, 60).predict(matrix(table.iloc[:, :4]))
table.to_csv(pathlib.Path(__file__).with_name("table.csv"), index=False)
