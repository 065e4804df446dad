// A loader for the bundler: loaders.gl, which deck.gl brings, would fetch its workers from a CDN if it were let.
module.exports = source => source.replaceAll('https://unpkg.com/', './');
