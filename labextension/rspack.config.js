// Added to the builder's own configuration: TypeScript is compiled while bundling (tsc only checks types).
const Manifest = require('./manifest.js');
const { name } = require('./package.json');

module.exports = {
  // The scripts that the first sight of a page needs.
  plugins: [
    new Manifest(({ namedChunkGroups: groups }) => ({
      widgets: groups[name].assets[0].name,
      views: groups.widgets.assets.map(asset => asset.name)
    }))
  ],
  resolve: { extensions: ['.ts', '.tsx', '.js', '.json'] },
  module: {
    rules: [
      {
        test: /\.tsx?$/,
        exclude: /node_modules/,
        loader: 'builtin:swc-loader',
        options: {
          jsc: {
            target: 'es2022',
            parser: { syntax: 'typescript', tsx: true },
            transform: { react: { runtime: 'automatic' } }
          }
        }
      },
      { test: /@loaders\.gl/, loader: require.resolve('./no-cdn.js') },
      // Every browser we support reads woff2: the older copies of the fonts stay out of the wheel.
      { test: /\.(woff|ttf)$/, type: 'asset/resource', generator: { emit: false } }
    ]
  }
};
