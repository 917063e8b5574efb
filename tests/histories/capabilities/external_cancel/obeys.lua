return function()
        process.events():receive()
        return nil, errors.new({ message = "stopped", kind = errors.CANCELED })
      end