# Sourced by scripts that show what settings do for the sample's real data: "row TASK NAME SETTING..." prints a row of a table, mean and half the spread over three seeds.
sample=artifacts/bin/AdapterTraining/release/AdapterTraining
dotnet build -c Release -v quiet -nologo samples/AdapterTraining >&2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The table at the end of a run, as "split metric after".
metrics() { awk -F '│' '/│/ { gsub(/^ +| +$/, "", $2); gsub(/^ +| +$/, "", $3); print $2, $3, $5 }' "$1"; }

# One row: a name, then settings below RuVectorTraining. Mean, and largest less smallest, of each metric after the training.
row() {
    local task=$1 name=$2 settings=() seed
    shift 2
    for setting in "$@"; do settings+=("RuVectorTraining__$setting"); done
    : >"$work/all"
    for seed in 1 2 3; do
        # Exit code 2 is a run that did not learn: a figure too.
        env "${settings[@]}" "$sample" --task "$task" --seed "$seed" --out "$work/out" >"$work/run" || [ $? -eq 2 ]
        metrics "$work/run" >>"$work/all"
    done
    awk -v name="$name" '
        /^(valid|test) MRR|^graph (MAP|mean rank)/ {
            key = /rank/ ? "rank" : $1; value = $NF
            if (!(key in n)) { order[++keys] = key; low[key] = high[key] = value }
            n[key]++; sum[key] += value
            if (value < low[key]) low[key] = value
            if (value > high[key]) high[key] = value
        }
        END {
            printf "| %s |", name
            for (i = keys; i > 0; i--) printf " %.4f ± %.4f |", sum[order[i]] / n[order[i]], (high[order[i]] - low[order[i]]) / 2
            print ""
        }' "$work/all"
}
