#!/usr/bin/env python3
"""The training step of recipe `paper` in PyTorch on the processor, as a rival of `npm run bench -- --rival torch`.

Usage: torch_step.py SIZE WIDTH BATCH COLUMNS THREADS. Says on a line which PyTorch it is; then reads a number of steps from each line
of standard input and answers with the milliseconds a step.

Layers, widths, losses and Adam are those of `src/recipes/paper`. A transposed convolution lies one pixel off Keras' `same` padding,
which changes no time. Losses are written as PyTorch's users write them: the pictures made go through the discriminator once, and its
gradients are asked for once for each network.
"""
import sys
import time

import torch
from torch import nn
from torch.nn import functional

NOISE = 100
SIDE = 5
SLOPE = 0.3
DROPPED = 0.3
ROW_UNITS = (400, 200, 128, 64)


def norm(kind, features):
    return kind(features, eps=1e-3, momentum=0.01)


class Generator(nn.Module):
    def __init__(self, size, scaled, columns):
        super().__init__()
        self.side, self.channels = size // 8, scaled(256)
        flat = self.side * self.side * self.channels
        self.trunk = nn.Linear(NOISE, flat, bias=False)
        self.trunk_norm = norm(nn.BatchNorm1d, flat)
        widths = [self.channels, self.channels, scaled(128), scaled(64)]
        layers = []
        for inputs, outputs, stride in zip(widths, widths[1:], (1, 2, 2)):
            layers += [self.transposed(inputs, outputs, stride), norm(nn.BatchNorm2d, outputs), nn.LeakyReLU(SLOPE)]
        self.picture = nn.Sequential(*layers, self.transposed(widths[-1], 1, 2), nn.Tanh())
        units = [flat, *map(scaled, ROW_UNITS)]
        layers = []
        for inputs, outputs in zip(units, units[1:]):
            layers += [nn.Linear(inputs, outputs), norm(nn.BatchNorm1d, outputs), nn.LeakyReLU(SLOPE)]
        self.row = nn.Sequential(*layers, nn.Linear(units[-1], columns), nn.Sigmoid())

    @staticmethod
    def transposed(inputs, outputs, stride):
        padding = dict(padding=SIDE // 2, output_padding=stride - 1)
        return nn.ConvTranspose2d(inputs, outputs, SIDE, stride, bias=False, **padding)

    def forward(self, noise):
        trunk = functional.leaky_relu(self.trunk_norm(self.trunk(noise)), SLOPE)
        return self.picture(trunk.view(-1, self.channels, self.side, self.side)), self.row(trunk)


class Discriminator(nn.Module):
    def __init__(self, size, scaled, columns):
        super().__init__()
        widths = [1, scaled(64), scaled(128), scaled(256), scaled(256)]
        layers = []
        for inputs, outputs, stride in zip(widths, widths[1:], (2, 2, 2, 1)):
            layers += [nn.Conv2d(inputs, outputs, SIDE, stride, SIDE // 2), nn.LeakyReLU(SLOPE), nn.Dropout(DROPPED)]
        self.picture = nn.Sequential(*layers, nn.Flatten())
        units = [columns, *map(scaled, ROW_UNITS)]
        layers = []
        for inputs, outputs in zip(units, units[1:]):
            layers += [nn.Linear(inputs, outputs), nn.LeakyReLU(SLOPE), nn.Dropout(DROPPED)]
        self.row = nn.Sequential(*layers)
        flat = (size // 8) ** 2 * widths[-1]
        joint = scaled(25)
        self.logit = nn.Sequential(nn.Linear(flat + units[-1], joint), nn.Dropout(DROPPED), nn.Linear(joint, 1))

    def forward(self, picture, row):
        return self.logit(torch.cat([self.picture(picture), self.row(row)], 1))


def main():
    size, width, batch, columns, threads = (kind(text) for kind, text in zip((int, float, int, int, int), sys.argv[1:]))
    torch.set_num_threads(threads)
    torch.manual_seed(1)

    def scaled(units):
        return max(1, round(units * width))

    generator, discriminator = Generator(size, scaled, columns), Discriminator(size, scaled, columns)
    ours, theirs = list(generator.parameters()), list(discriminator.parameters())
    updates = [torch.optim.Adam(some, lr=1e-4, betas=(0.9, 0.999), eps=1e-7) for some in (ours, theirs)]
    pictures, rows = torch.rand(batch, 1, size, size) * 2 - 1, torch.rand(batch, columns)
    real, made = torch.ones(batch, 1), torch.zeros(batch, 1)
    loss = functional.binary_cross_entropy_with_logits

    def step():
        fake = generator(torch.randn(batch, NOISE))
        of_fake, of_real = discriminator(*fake), discriminator(pictures, rows)
        gradients = torch.autograd.grad(loss(of_real, real) + loss(of_fake, made), theirs, retain_graph=True)
        gradients += torch.autograd.grad(loss(of_fake, real), ours)
        for parameter, gradient in zip(theirs + ours, gradients):
            parameter.grad = gradient
        for update in updates:
            update.step()

    print(f'PyTorch {torch.__version__}', flush=True)
    for line in sys.stdin:
        count = int(line)
        start = time.perf_counter()
        for _ in range(count):
            step()
        print(1000 * (time.perf_counter() - start) / count, flush=True)


main()
