"""How well and how fast the net of the first lesson learns the digits: `python -m benchmarks.digits`."""

from benchmarks.timing import settle

if __name__ == "__main__":  # before NumPy loads
    settle("benchmarks.digits", stock=True)

from time import process_time

from cnnlib.recipes import train_digits


def report(seeds: int = 5) -> None:
    """One line for each seed, and the means."""
    lines = []
    for seed in range(seeds):
        began = process_time()
        last = list(train_digits(seed)[1])[-1]
        lines.append((100 * (last.validation or 0), last.seconds, process_time() - began))
        print(
            "digits, seed {}: {:6.2f} % held out, {:5.2f} s in steps, {:5.2f} s of processor".format(seed, *lines[-1])
        )
    print(
        "digits, mean:   {:6.2f} %           {:6.2f} s        {:6.2f} s".format(*(sum(c) / seeds for c in zip(*lines)))
    )


if __name__ == "__main__":
    report()
