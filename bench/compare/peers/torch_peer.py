"""PyTorch from Python: a plain module, the fused optimiser where there is one. Arguments: workload, threads, seconds."""

import sys

import harness


def main():
    import torch

    threads = int(sys.argv[2])
    torch.set_num_threads(threads)
    torch.set_num_interop_threads(1)
    torch.manual_seed(42)
    harness.run(lambda workload, rows: job(torch, workload, rows))


def dense(torch, workload):
    layers = []
    sizes = workload.sizes
    for i in range(1, len(sizes)):
        layers.append(torch.nn.Linear(sizes[i - 1], sizes[i]))
        if i < len(sizes) - 1:
            layers.append(torch.nn.Tanh() if workload.planar else torch.nn.ReLU())
    return torch.nn.Sequential(*layers)


def lstm(torch, workload):
    inputs, hidden, outputs = workload.sizes

    class Net(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.lstm = torch.nn.LSTM(inputs, hidden, batch_first=True)
            self.output = torch.nn.Linear(hidden, outputs)
            with torch.no_grad():
                self.lstm.bias_ih_l0[hidden : 2 * hidden] = 1

        def forward(self, x):
            return self.output(self.lstm(x)[1][0][0])

    return Net()


def gru(torch, workload):
    inputs, hidden, outputs = workload.sizes

    class Net(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.gru = torch.nn.GRU(inputs, hidden, batch_first=True)
            self.output = torch.nn.Linear(hidden, outputs)

        def forward(self, x):
            return self.output(self.gru(x)[1][0])

    return Net()


def decoder(torch, workload):
    inputs, hidden, outputs = workload.sizes

    class Net(torch.nn.Module):
        def __init__(self):
            super().__init__()
            layer = torch.nn.TransformerEncoderLayer(
                inputs, harness.HEADS, hidden, dropout=0.0, batch_first=True, norm_first=True
            )
            self.layers = torch.nn.TransformerEncoder(layer, 4, torch.nn.LayerNorm(inputs))
            self.output = torch.nn.Linear(inputs, outputs)
            self.mask = torch.triu(torch.full((workload.steps, workload.steps), float("-inf")), diagonal=1)

        def forward(self, x):
            return self.output(self.layers(x, self.mask).mean(1))

    return Net()


def encoder(torch, workload):
    inputs, hidden, outputs = workload.sizes

    class Net(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.layer = torch.nn.TransformerEncoderLayer(inputs, harness.HEADS, hidden, dropout=0.0, batch_first=True)
            self.output = torch.nn.Linear(inputs, outputs)

        def forward(self, x):
            return self.output(self.layer(x).mean(1))

    return Net()


def cnn(torch, workload):
    channels, first, second, hidden, outputs = workload.sizes
    side = int(workload.steps**0.5)
    nn = torch.nn
    return nn.Sequential(
        *(nn.Conv2d(channels, first, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)),
        *(nn.Conv2d(first, second, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)),
        *(nn.Flatten(), nn.Linear(second * (side // 4) ** 2, hidden), nn.ReLU(), nn.Linear(hidden, outputs)),
    )


def cnn_wide(torch, workload):
    nn = torch.nn
    *sizes, outputs = workload.sizes
    layers = []
    for i in range(1, len(sizes)):
        layers += [nn.Conv2d(sizes[i - 1], sizes[i], 3, padding=1), nn.BatchNorm2d(sizes[i]), nn.ReLU()]
        if i % 2 == 0 and i < len(sizes) - 1:
            layers.append(nn.MaxPool2d(2))
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(sizes[-1], outputs))


NETS = {"lstm": lstm, "gru": gru, "encoder": encoder, "decoder": decoder, "cnn": cnn, "cnn-wide": cnn_wide, "infer-cnn": cnn}


def shape(workload):
    """Of a batch: sequences by steps, images by channels first."""
    inputs = workload.sizes[0]
    if "cnn" in workload.name:
        side = int(workload.steps**0.5)
        return (workload.batch, inputs, side, side)
    return (workload.batch, workload.steps, inputs) if workload.steps > 1 else (workload.batch, inputs)


def job(torch, workload, rows):
    sizes = workload.sizes
    net = NETS.get(workload.name, dense)(torch, workload)
    if not workload.trains:
        x = rows.features[0].reshape(shape(workload))

        def predict():
            with torch.inference_mode():
                net(torch.from_numpy(x)).numpy()

        return predict

    one = sizes[-1] == 1
    loss = torch.nn.BCEWithLogitsLoss() if one else torch.nn.CrossEntropyLoss()
    optimizer = sgd(torch, net) if workload.planar else adam(torch, net)
    xs = [torch.from_numpy(x).reshape(shape(workload)) for x in rows.features]
    ys = [torch.from_numpy(y) for y in rows.targets]
    ys = [y.float().reshape(-1, 1) if one else y.long() for y in ys]

    def step():
        batch = rows.next()
        optimizer.zero_grad(set_to_none=True)
        loss(net(xs[batch]), ys[batch]).backward()
        optimizer.step()

    return step


def sgd(torch, net):
    return torch.optim.SGD(net.parameters(), lr=1.2)


def adam(torch, net):
    try:
        return torch.optim.Adam(net.parameters(), lr=0.001, fused=True)
    except (RuntimeError, TypeError):
        return torch.optim.Adam(net.parameters(), lr=0.001)


main()
