// Bringing in vis-network, which the page carries packed: the page's policy allows the script by its hash and no other.

/** Unpack and run the library; the promise ends once `vis` is there, and fails where the browser cannot unpack it. */
export async function loadLibrary() {
  if (typeof DecompressionStream === "undefined") throw new TypeError("no DecompressionStream");
  const packed = atob(document.getElementById("library").textContent);
  const bytes = new Uint8Array(packed.length);
  for (let at = 0; at < packed.length; at += 1) bytes[at] = packed.charCodeAt(at);
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  const script = document.createElement("script");
  script.textContent = await new Response(unpacked).text();
  document.head.append(script);
  script.remove();
}
