return json.decode('{"apple": 3}')
