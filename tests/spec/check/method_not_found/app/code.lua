return { charg = function() end }
