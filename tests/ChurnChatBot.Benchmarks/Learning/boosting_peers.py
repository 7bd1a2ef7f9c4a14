"""xgboost and scikit-learn on the table of BoostingBenchmark, with its parameters and two threads.

Usage: boosting_peers.py TABLE.csv TRAINING_ROWS EXPLAINED_ROWS REPEATS. Prints one tab-separated line a measurement:
implementation, what, wall seconds (median), processor seconds (median), AUC or nothing.
"""
import os
import sys
import time

os.environ["OMP_NUM_THREADS"] = "2"
import pandas as pd  # noqa: E402
import xgboost as xgb  # noqa: E402
from sklearn.ensemble import HistGradientBoostingClassifier  # noqa: E402
from sklearn.metrics import roc_auc_score  # noqa: E402

path, training_rows, explained_rows, repeats = sys.argv[1], *map(int, sys.argv[2:5])
table = pd.read_csv(path)
labels = table.pop("churned").to_numpy()
categories = [name for name in table if name.startswith("group")]
for name in categories:
    table[name] = table[name].astype("category")
train, test = table[:training_rows], table[training_rows:]
y_train, y_test = labels[:training_rows], labels[training_rows:]


def measure(action, prepare=lambda: ()):
    runs = []
    for _ in range(repeats):
        prepared = prepare()
        wall, processor = time.perf_counter(), time.process_time()
        result = action(*prepared)
        runs.append((time.perf_counter() - wall, time.process_time() - processor))
    return result, [sorted(run[i] for run in runs)[len(runs) // 2] for i in (0, 1)]


def tell(name, what, seconds, auc=""):
    print(name, what, *(f"{s:.4f}" for s in seconds), auc, sep="\t", flush=True)


def matrix(rows, label=None):
    return xgb.DMatrix(rows, label, enable_categorical=True, nthread=2)


parameters = dict(objective="binary:logistic", tree_method="hist", grow_policy="lossguide", max_leaves=31, max_depth=0, eta=0.05, nthread=2)
model, seconds = measure(lambda: xgb.train(parameters, matrix(train, y_train), 300))
tell("xgboost", "fit", seconds, f"{roc_auc_score(y_test, model.predict(matrix(test))):.5f}")
# A new matrix each time: xgboost remembers the predictions of one it has seen.
tell("xgboost", "predict", measure(model.predict, lambda: (matrix(test),))[1])
tell("xgboost", "explain", measure(lambda some: model.predict(some, pred_contribs=True), lambda: (matrix(test[:explained_rows]),))[1])

codes = table.copy()
for name in categories:
    codes[name] = codes[name].cat.codes
train, test = codes[:training_rows], codes[training_rows:]
learner = HistGradientBoostingClassifier(
    max_iter=300, learning_rate=0.05, max_leaf_nodes=31, early_stopping=False,
    categorical_features=[name in categories for name in codes])
model, seconds = measure(lambda: learner.fit(train, y_train))
tell("scikit-learn", "fit", seconds, f"{roc_auc_score(y_test, model.predict_proba(test)[:, 1]):.5f}")
tell("scikit-learn", "predict", measure(lambda: model.predict_proba(test))[1])
