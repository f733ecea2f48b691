#!/usr/bin/env python3
"""Hebb's defaults beside scikit-learn's multi-layer perceptron, on tables.

    python3 bench/quality/compare.py DATA --work FOLDER

DATA is the folder of the tables; FOLDER takes the splits as CSV files and the scores as JSON. What
has a score already is not run again; `--again` runs Hebb's side again. Whatever follows `--` is
given to `hebb train`, to try other settings: then name them with `--label`.

Each table is split 80/20 once (`--split K` gives another split), and both sides are trained five
times on it with seeds 0 to 4. The score is that of the test part: accuracy for classes, r2 for a
quantity. Needs scikit-learn and pandas.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import warnings
from pathlib import Path

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import numpy as np
import pandas as pd
import sklearn
from sklearn.compose import TransformedTargetRegressor, make_column_transformer
from sklearn.impute import SimpleImputer
from sklearn.metrics import accuracy_score, r2_score
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

# name: file (None: generated), target, whether it is a quantity, whether there is a header
TABLES = {
    "iris": ("csv/iris.csv", "species", False, True),
    "wine": ("csv/wine.csv", "cultivar", False, True),
    "breast_cancer": ("csv/breast_cancer.csv", "diagnosis", False, True),
    "digits": ("csv/digits.csv", "digit", False, True),
    "adult": ("csv/adult.csv", "income", False, True),
    "titanic": ("titanic/kaggle_train.csv", "Survived", False, True),
    "penguins": ("penguins/penguins.csv", "species", False, True),
    "german-credit": ("german-credit/german.csv", "last", False, False),
    "wide": (None, "class", False, True),
    "california-housing": ("california-housing/housing.csv", "median_house_value", True, True),
    "wine-quality-red": ("wine-quality/winequality-red.csv", "last", True, False),
    "diamonds": ("diamonds/diamonds.csv", "price", True, True),
    "shells": (None, "rings", True, True),
}
SEEDS = range(5)


def shells():
    """4,000 rows like those of abalone: lengths, skewed weights, a kind, and rings to tell."""
    random = np.random.default_rng(1)
    rows = 4000
    age = random.gamma(6, 1.8, rows) + 1
    sex = np.where(age < 6, "I", random.choice(["F", "M", "I"], rows, p=[0.42, 0.44, 0.14]))
    length = 0.75 * (1 - np.exp(-age / 5)) * random.normal(1, 0.08, rows)
    length = np.clip(length, 0.05, None)
    diameter = 0.8 * length * random.normal(1, 0.03, rows)
    height = 0.28 * length * random.lognormal(0, 0.12, rows)
    whole = 5.5 * length * diameter * height * random.lognormal(0, 0.1, rows) * 2
    shucked = whole * np.clip(random.normal(0.48 - 0.008 * age, 0.04, rows), 0.05, None)
    viscera = whole * random.lognormal(-1.55, 0.15, rows)
    shell = whole * np.clip(random.normal(0.2 + 0.008 * age, 0.03, rows), 0.02, None)
    rings = np.maximum(1, np.rint(age + random.normal(0, 0.8 + 0.06 * age))).astype(int)
    numbers = {"length": length, "diameter": diameter, "height": height, "whole_weight": whole}
    numbers |= {"shucked_weight": shucked, "viscera_weight": viscera, "shell_weight": shell}
    return pd.DataFrame({"sex": sex} | {k: v.round(4) for k, v in numbers.items()} | {"rings": rings})


def wide():
    """200 rows of 200 columns, ten of which tell the class."""
    random = np.random.default_rng(2)
    x = random.normal(size=(200, 200))
    score = x[:, :10] @ random.choice([-1.0, 1.0], 10) + random.normal(0, 1, 200)
    frame = pd.DataFrame(x.round(4), columns=[f"x{i + 1}" for i in range(200)])
    return frame.assign(**{"class": np.where(score > 0, "yes", "no")})


GENERATED = {"shells": shells, "wide": wide}


def parts(name, data, work, split):
    """The two CSV files of a split, made if they are not there; cells stay as they are written."""
    file, target, quantity, header = TABLES[name]
    paths = [work / f"{name}-{split}-{part}.csv" for part in ("train", "test")]
    if not all(path.exists() for path in paths):
        if file is None:
            table = GENERATED[name]().astype(str)
        else:
            rule = {"header": 0 if header else None, "dtype": str, "keep_default_na": False}
            table = pd.read_csv(data / file, **rule)
        classes = None if quantity else table[column(table, target)]
        two = train_test_split(table, test_size=0.2, random_state=split, stratify=classes)
        for path, part in zip(paths, two):
            part.sort_index().to_csv(path, index=False, header=header)
    return paths


def column(table, target):
    return table.columns[-1] if target == "last" else target


def read(name, paths):
    """Both parts as scikit-learn's side sees them, without what stands for single rows."""
    _, target, _, header = TABLES[name]
    both = [pd.read_csv(path, header=0 if header else None, na_values=["?"]) for path in paths]
    train = both[0]
    answer = column(train, target)
    for feature in train.columns.drop(answer):
        values = train[feature]
        text = values.dtype == object and values.nunique() > 0.5 * len(values)
        counts = pd.api.types.is_integer_dtype(values) and values.nunique() == len(values)
        if text or counts and (both[1][feature].nunique() == len(both[1])):
            both = [table.drop(columns=feature) for table in both]
    return [(table.drop(columns=answer), table[answer]) for table in both]


def estimators(name, train, seed):
    """The ways of scikit-learn, by name."""
    texts = list(train.columns[train.dtypes == object])
    others = [feature for feature in train.columns if feature not in texts]
    kinds = make_pipeline(
        SimpleImputer(strategy="constant", fill_value="missing"),
        OneHotEncoder(handle_unknown="ignore"),
    )
    numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    prepare = make_column_transformer((numbers, others), (kinds, texts), sparse_threshold=0)
    kind = MLPRegressor if TABLES[name][2] else MLPClassifier
    plain = make_pipeline(prepare, kind((64, 32), early_stopping=True, random_state=seed))
    if not TABLES[name][2]:
        return {"sklearn": plain}
    scaled = TransformedTargetRegressor(plain, transformer=StandardScaler())
    return {"sklearn": plain, "sklearn, target scaled": scaled}


def run_sklearn(name, paths, done):
    (x, y), (x_test, y_test) = read(name, paths)
    score = r2_score if TABLES[name][2] else accuracy_score
    for seed in SEEDS:
        for way, estimator in estimators(name, x, seed).items():
            scores = done.setdefault(way, {})
            if str(seed) not in scores:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    scores[str(seed)] = score(y_test, estimator.fit(x, y).predict(x_test))


def run_hebb(name, paths, done, hebb, label, extra, work):
    _, target, quantity, _ = TABLES[name]
    scores = done.setdefault(label, {})
    for seed in SEEDS:
        if str(seed) in scores:
            continue
        command = [hebb, "train", paths[0], "--test", paths[1], "--target", target]
        command += ["--seed", seed, "--json", "--quiet", "--out", work / "try.hebb", "--force"]
        command += ["--task", "regression"] if name.startswith("wine-quality") else []
        ran = subprocess.run([str(word) for word in command + extra], capture_output=True, text=True)
        if ran.returncode != 0:
            sys.exit(f"{' '.join(map(str, command))}\n{ran.stderr}")
        answer = json.loads(ran.stdout.splitlines()[-1])
        scores[str(seed)] = answer["metrics"]["test"]["r2" if quantity else "accuracy"]


def show(results, names, label):
    """The table, in Markdown."""
    print(f"\n| table | scikit-learn {sklearn.__version__} | with its target scaled | Hebb | |")
    print("|---|---|---|---|---|")
    better = within = 0
    for name in names:
        done = results[name]
        plain, mine = both = [list(done[way].values()) for way in ("sklearn", label)]
        low = statistics.mean(plain) - statistics.stdev(plain)
        ahead = statistics.mean(mine) >= statistics.mean(plain)
        held = statistics.mean(mine) >= low
        better += ahead
        within += held
        scaled = list(done.get("sklearn, target scaled", {}).values())
        texts = [spread(scores) if scores else "" for scores in (plain, scaled, mine)]
        verdict = "better" if ahead else "within" if held else "**worse**"
        print(f"| {name} | {' | '.join(texts)} | {verdict} |")
    print(f"\n{better} better, {within} at least mean minus deviation, of {len(names)}.")


def spread(scores):
    return f"{statistics.mean(scores):.4f} ± {statistics.stdev(scores):.4f}"


def main():
    ask = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    ask.add_argument("data", type=Path, help="the folder of the tables")
    ask.add_argument("--work", type=Path, required=True, help="takes splits and scores")
    ask.add_argument("--hebb", default=Path(__file__).resolve().parents[2] / "hebb")
    ask.add_argument("--split", type=int, default=0, help="which split (0)")
    ask.add_argument("--only", nargs="+", choices=TABLES, default=list(TABLES))
    ask.add_argument("--label", default="hebb", help="the name of Hebb's side")
    ask.add_argument("--again", action="store_true", help="run Hebb's side again")
    ask.add_argument("--side", choices=["both", "sklearn", "hebb"], default="both")
    own, extra = sys.argv[1:], []
    if "--" in own:
        own, extra = own[: own.index("--")], own[own.index("--") + 1 :]
    given = ask.parse_args(own)
    given.work.mkdir(parents=True, exist_ok=True)
    store = given.work / f"scores-{given.split}.json"
    for name in given.only:
        paths = parts(name, given.data, given.work, given.split)
        results = json.loads(store.read_text()) if store.exists() else {}
        if given.again:
            results.get(name, {}).pop(given.label, None)
        done = results.get(name, {})
        if given.side != "hebb":
            run_sklearn(name, paths, done)
        if given.side != "sklearn":
            run_hebb(name, paths, done, given.hebb, given.label, extra, given.work)
        latest = json.loads(store.read_text()) if store.exists() else {}
        latest.setdefault(name, {}).update(done)
        store.write_text(json.dumps(latest, indent=1))
        told = {way: spread(list(scores.values())) for way, scores in done.items()}
        print(name, told, file=sys.stderr)
    if given.side == "both":
        show(json.loads(store.read_text()), given.only, given.label)


main()
