"""Writes thresholds.json and calibration.json with scikit-learn. Run: python3 make_thresholds.py (after make.py, whose scores it takes)."""
import json
import numpy as np
from sklearn.calibration import _SigmoidCalibration
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import (accuracy_score, balanced_accuracy_score, f1_score, log_loss, matthews_corrcoef,
                             precision_recall_curve, precision_score, recall_score)

scores = json.load(open("metrics.json"))
y, p = np.array(scores["labels"]), np.array(scores["before"])

rows = []
for threshold in [0.0, 0.1, 0.25, 0.3, 0.4, 0.5, 0.75, 0.9]:
    called = (p >= threshold).astype(float)
    rows.append({
        "threshold": threshold,
        "f1": f1_score(y, called, zero_division=0), "precision": precision_score(y, called, zero_division=0),
        "recall": recall_score(y, called), "specificity": recall_score(y, called, pos_label=0),
        "accuracy": accuracy_score(y, called), "balanced_accuracy": balanced_accuracy_score(y, called),
        "matthews": matthews_corrcoef(y, called),
    })
precision, recall, thresholds = precision_recall_curve(y, p)  # the last point has no threshold
f1 = 2 * precision[:-1] * recall[:-1] / (precision[:-1] + recall[:-1])
json.dump({**{name: [row[name] for row in rows] for name in rows[0]}, "best_f1": float(f1.max()),
           "best_f1_threshold": float(thresholds[np.flatnonzero(f1 >= f1.max() - 1e-15)].max())}, open("thresholds.json", "w"))

# Overconfident probabilities with ties: twice the log-odds they should have.
rng = np.random.default_rng(11)
n = 500
odds = rng.normal(-0.8, 1.2, n)
y = (rng.random(n) < 1 / (1 + np.exp(-odds))).astype(float)
p = np.round(1 / (1 + np.exp(-2 * odds)), 2).clip(0.01, 0.99)
raw = np.log(p / (1 - p))
platt = _SigmoidCalibration().fit(raw, y)
isotonic = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip").fit(p, y)
grid = np.linspace(0.005, 0.995, 67)
json.dump({
    "labels": y.tolist(), "probabilities": p.tolist(),
    "platt_slope": -platt.a_, "platt_intercept": -platt.b_, "platt": platt.predict(raw).tolist(), "platt_log_loss": log_loss(y, platt.predict(raw)),
    "isotonic": isotonic.predict(p).tolist(), "grid": grid.tolist(), "isotonic_grid": isotonic.predict(grid).tolist(),
}, open("calibration.json", "w"))
