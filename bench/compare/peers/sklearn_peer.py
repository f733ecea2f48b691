"""scikit-learn's MLPClassifier: a step is one partial_fit of a batch. Arguments: workload, threads, seconds."""

import warnings

import harness

warnings.filterwarnings("ignore")


def job(workload, rows):
    from sklearn.neural_network import MLPClassifier

    net = MLPClassifier(
        hidden_layer_sizes=tuple(workload.sizes[1:-1]),
        activation="tanh" if workload.planar else "relu",
        solver="sgd" if workload.planar else "adam",
        learning_rate_init=1.2 if workload.planar else 0.001,
        momentum=0.0,
        alpha=0.0,
        batch_size=workload.batch,
        shuffle=False,
        random_state=42,
    )
    classes = list(range(max(2, workload.sizes[-1])))
    if not workload.trains:
        targets = [row % len(classes) for row in range(len(classes))]
        net.partial_fit(rows.features[0][:1].repeat(len(classes), axis=0), targets, classes=classes)
        return lambda: net.predict_proba(rows.features[0])

    def step():
        batch = rows.next()
        net.partial_fit(rows.features[batch], rows.targets[batch], classes=classes)

    return step


harness.run(job)
