#!/bin/sh
# Renders color.svg and outline.svg to the PNGs of the Teams app package with Debian's chromium, and nothing else. A canvas draws at
# the exact size and keeps what is transparent; a screenshot would do neither. CHROMIUM names another browser of that family.
set -eu
cd "$(dirname "$0")"
browser=${CHROMIUM:-/usr/bin/chromium}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

draw() {
  cat > "$work/page.html" <<PAGE
<title></title><script>
  const picture = new Image();
  picture.onload = () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: $2, height: $2 });
    canvas.getContext("2d").drawImage(picture, 0, 0, $2, $2);
    document.title = canvas.toDataURL("image/png");
  };
  picture.src = "data:image/svg+xml;base64,$(base64 -w 0 "$1.svg")";
</script>
PAGE
  "$browser" --headless --no-sandbox --disable-gpu --user-data-dir="$work/profile" --virtual-time-budget=5000 --dump-dom "file://$work/page.html" 2> "$work/errors" |
    sed -n 's|.*<title>data:image/png;base64,\([^<]*\)</title>.*|\1|p' | base64 -d > "$work/$1.png"
  [ -s "$work/$1.png" ] || { cat "$work/errors" >&2; echo "$browser drew nothing from $1.svg." >&2; exit 1; }
  mv "$work/$1.png" "$1.png"
}

draw color 192
draw outline 32
