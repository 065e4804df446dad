// Added to the builder's own configuration: TypeScript is compiled while bundling (tsc only checks types).
module.exports = {
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
