"""Writes metrics.json and logistic_regression.json with scikit-learn and SciPy. Run: python3 make.py"""
import json
import numpy as np
from scipy.stats import binomtest
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import (average_precision_score, brier_score_loss, log_loss, roc_auc_score, roc_curve,
                             precision_recall_fscore_support)

rng = np.random.default_rng(7)


def delong(y, a, b):
    """Variance of AUC(a), and of AUC(b) - AUC(a), from the definition over all pairs (DeLong 1988)."""
    def parts(s):
        pos, neg = s[y == 1], s[y == 0]
        psi = (pos[:, None] > neg[None, :]) + 0.5 * (pos[:, None] == neg[None, :])
        return psi.mean(axis=1), psi.mean(axis=0)
    (va, wa), (vb, wb) = parts(a), parts(b)
    m, n = len(va), len(wa)
    return (va.var(ddof=1) / m + wa.var(ddof=1) / n,
            (vb - va).var(ddof=1) / m + (wb - wa).var(ddof=1) / n)


n = 400
y = (rng.random(n) < 0.3).astype(float)
p = np.round(np.clip(0.3 + 0.25 * (y - 0.3) + 0.2 * rng.standard_normal(n), 0, 1), 2)
q = np.round(np.clip(p + 0.1 * rng.standard_normal(n) + 0.05 * (y - 0.3), 0, 1), 3)
var_p, var_diff = delong(y, p, q)
fpr, tpr, _ = roc_curve(y, p, drop_intermediate=False)
pr, rc, f1, _ = precision_recall_fscore_support(y, p >= 0.4, average="binary")
low, high = binomtest(7, 43).proportion_ci(method="wilson")
json.dump({
    "labels": y.tolist(), "before": p.tolist(), "after": q.tolist(),
    "roc_auc": roc_auc_score(y, p), "roc_auc_variance": var_p,
    "difference": roc_auc_score(y, q) - roc_auc_score(y, p), "difference_variance": var_diff,
    "average_precision": average_precision_score(y, p), "brier": brier_score_loss(y, p), "log_loss": log_loss(y, p),
    "kolmogorov_smirnov": float(np.max(tpr - fpr)), "precision": pr, "recall": rc, "f1": f1,
    "wilson_7_of_43": [low, high],
}, open("metrics.json", "w"))

n = 300
x = np.column_stack([rng.normal(40, 12, n), rng.exponential(100, n)])
level = rng.integers(0, 3, n)
eta = 0.04 * (x[:, 0] - 40) - 0.006 * x[:, 1] + np.array([0.0, 0.8, -0.5])[level]
y = (rng.random(n) < 1 / (1 + np.exp(-eta))).astype(float)
design = np.column_stack([(x - x.mean(0)) / x.std(0), np.eye(3)[level]])
model = LogisticRegression(C=1 / 2.5, tol=1e-12, max_iter=10000).fit(design, y)
json.dump({"x": x.T.tolist(), "level": level.tolist(), "labels": y.tolist(), "l2": 2.5,
           "raw": model.decision_function(design).tolist()}, open("logistic_regression.json", "w"))
